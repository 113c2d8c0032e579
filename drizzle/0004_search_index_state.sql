CREATE TABLE "search_indexes" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"form" integer DEFAULT 0 NOT NULL,
	"built_at" timestamp with time zone,
	"compared_at" timestamp with time zone,
	"documents" integer,
	"missing" integer,
	"stale" integer,
	"extra" integer,
	CONSTRAINT "search_indexes_name" CHECK ("search_indexes"."name" in ('postgres', 'meilisearch')),
	CONSTRAINT "search_indexes_state" CHECK ("search_indexes"."state" in ('whole', 'building', 'down'))
);
--> statement-breakpoint
ALTER TABLE "search_outbox" ADD COLUMN "stored" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "search_outbox" ADD COLUMN "parked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "search_outbox_unstored" ON "search_outbox" USING btree ("not_before") WHERE "search_outbox"."stored" < "search_outbox"."version";