CREATE TABLE "announcements" (
	"id" text PRIMARY KEY NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"severity" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "announcements_severity" CHECK ("announcements"."severity" in ('info', 'warning')),
	CONSTRAINT "announcements_times" CHECK ("announcements"."ends_at" > "announcements"."starts_at"),
	CONSTRAINT "announcements_texts" CHECK (length("announcements"."text_zh") between 1 and 300 and length("announcements"."text_en") between 1 and 300)
);
--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcements_standing" ON "announcements" USING btree ("ends_at") WHERE "announcements"."ended_at" is null;