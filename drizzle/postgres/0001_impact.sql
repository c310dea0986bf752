ALTER TABLE "incidents" ADD COLUMN "impact_version" bigint;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "impact_from" bigint;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "impact_to" bigint;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "impact" json;--> statement-breakpoint
CREATE INDEX "incidents_impact_to" ON "incidents" USING btree ("team_id","impact_to") WHERE impact_from is not null;--> statement-breakpoint
CREATE INDEX "incidents_impact_unknown" ON "incidents" USING btree ("team_id") WHERE impact_version is null or impact_version <> version;