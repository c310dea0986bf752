CREATE TABLE `deadlines` (
	`team_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadlines_kind` ON `deadlines` (`team_id`,`stream_id`,`kind`);--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`due_at`);--> statement-breakpoint
CREATE TABLE `events` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`version` integer NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_stream_version` ON `events` (`team_id`,`stream_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_event_id` ON `events` (`event_id`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`team_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`number` integer NOT NULL,
	`channel_id` text,
	`channel_name` text,
	`title` text NOT NULL,
	`severity` text NOT NULL,
	`status` text NOT NULL,
	`commander_id` text,
	`declared_by` text NOT NULL,
	`declared_at` integer NOT NULL,
	`private_at` integer,
	`drill_at` integer,
	`ended_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_number` ON `incidents` (`team_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_stream` ON `incidents` (`stream_id`);--> statement-breakpoint
CREATE INDEX `incidents_channel` ON `incidents` (`team_id`,`channel_id`,`number`);--> statement-breakpoint
CREATE INDEX `incidents_open` ON `incidents` (`team_id`,`number`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`key` text NOT NULL,
	`lane` text NOT NULL,
	`effect` text NOT NULL,
	`version` integer,
	`gap_ms` integer NOT NULL,
	`shown_at` integer,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`open_attempts` integer DEFAULT 0 NOT NULL,
	`tried_at` integer,
	`locked_until` integer,
	`done_at` integer,
	`parked_at` integer,
	`last_error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key` ON `outbox` (`team_id`,`key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE done_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX `outbox_lane` ON `outbox` (`team_id`,`lane`,`id`) WHERE done_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX `outbox_locked` ON `outbox` (`team_id`,`lane`,`locked_until`) WHERE locked_until is not null;--> statement-breakpoint
CREATE INDEX `outbox_parked` ON `outbox` (`team_id`,`id`) WHERE parked_at is not null;--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`done_at`) WHERE done_at is not null and version is null;--> statement-breakpoint
CREATE TABLE `receipts` (
	`team_id` text NOT NULL,
	`key` text NOT NULL,
	`stream_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipts_key` ON `receipts` (`team_id`,`key`);--> statement-breakpoint
CREATE INDEX `receipts_at` ON `receipts` (`at`);--> statement-breakpoint
CREATE TABLE `surfaces` (
	`team_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`name` text NOT NULL,
	`channel_id` text NOT NULL,
	`ts` text NOT NULL,
	`version` integer NOT NULL,
	`digest` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `surfaces_name` ON `surfaces` (`team_id`,`stream_id`,`name`);