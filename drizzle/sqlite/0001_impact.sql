ALTER TABLE `incidents` ADD `impact_version` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `impact_from` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `impact_to` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `impact` text;--> statement-breakpoint
CREATE INDEX `incidents_impact_to` ON `incidents` (`team_id`,`impact_to`) WHERE impact_from is not null;--> statement-breakpoint
CREATE INDEX `incidents_impact_unknown` ON `incidents` (`team_id`) WHERE impact_version is null or impact_version <> version;