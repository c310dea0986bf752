CREATE TABLE "deadlines" (
	"team_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"version" bigint NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"body" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"team_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"number" bigint NOT NULL,
	"channel_id" text,
	"channel_name" text,
	"title" text NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"commander_id" text,
	"declared_by" text NOT NULL,
	"declared_at" bigint NOT NULL,
	"private_at" bigint,
	"drill_at" bigint,
	"ended_at" bigint,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"key" text NOT NULL,
	"lane" text NOT NULL,
	"effect" json NOT NULL,
	"version" bigint,
	"gap_ms" bigint NOT NULL,
	"shown_at" bigint,
	"due_at" bigint NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"open_attempts" bigint DEFAULT 0 NOT NULL,
	"tried_at" bigint,
	"locked_until" bigint,
	"done_at" bigint,
	"parked_at" bigint,
	"last_error" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"team_id" text NOT NULL,
	"key" text NOT NULL,
	"stream_id" text NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "surfaces" (
	"team_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"name" text NOT NULL,
	"channel_id" text NOT NULL,
	"ts" text NOT NULL,
	"version" bigint NOT NULL,
	"digest" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_kind" ON "deadlines" USING btree ("team_id","stream_id","kind");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "events_stream_version" ON "events" USING btree ("team_id","stream_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "events_event_id" ON "events" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_number" ON "incidents" USING btree ("team_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_stream" ON "incidents" USING btree ("stream_id");--> statement-breakpoint
CREATE INDEX "incidents_channel" ON "incidents" USING btree ("team_id","channel_id","number");--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("team_id","number") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("team_id","key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE done_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "outbox_lane" ON "outbox" USING btree ("team_id","lane","id") WHERE done_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "outbox_locked" ON "outbox" USING btree ("team_id","lane","locked_until") WHERE locked_until is not null;--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "outbox" USING btree ("team_id","id") WHERE parked_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_done" ON "outbox" USING btree ("done_at") WHERE done_at is not null and version is null;--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_key" ON "receipts" USING btree ("team_id","key");--> statement-breakpoint
CREATE INDEX "receipts_at" ON "receipts" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "surfaces_name" ON "surfaces" USING btree ("team_id","stream_id","name");