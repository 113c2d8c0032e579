CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_key_unique" UNIQUE("key"),
	CONSTRAINT "files_key" CHECK ("files"."key" ~ '^[0-9a-f]{32}$'),
	CONSTRAINT "files_name" CHECK (length("files"."name") between 1 and 120),
	CONSTRAINT "files_bytes" CHECK ("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "application_drafts" (
	"talent_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"slot" text,
	"letter" text NOT NULL,
	"answers" jsonb NOT NULL,
	"share_email" boolean NOT NULL,
	"share_phone" boolean NOT NULL,
	"share_wechat" boolean NOT NULL,
	"cv_file_id" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "application_drafts_talent_id_listing_id_pk" PRIMARY KEY("talent_id","listing_id"),
	CONSTRAINT "application_drafts_lengths" CHECK (length("application_drafts"."letter") <= 5000)
);
--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "questions" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "answers" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "share_email" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "share_phone" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "share_wechat" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "cv_file_id" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_drafts" ADD CONSTRAINT "application_drafts_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_drafts" ADD CONSTRAINT "application_drafts_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_drafts" ADD CONSTRAINT "application_drafts_cv_file_id_files_id_fk" FOREIGN KEY ("cv_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_account" ON "files" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "files_created" ON "files" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "application_drafts_listing" ON "application_drafts" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "application_drafts_cv" ON "application_drafts" USING btree ("cv_file_id");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_cv_file_id_files_id_fk" FOREIGN KEY ("cv_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_cv" ON "applications" USING btree ("cv_file_id");--> statement-breakpoint
CREATE INDEX "applications_held" ON "applications" USING btree ("held_until") WHERE "applications"."held_until" is not null;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_questions" CHECK (jsonb_array_length("listings"."questions") <= 5);