CREATE TABLE "listing_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"version" integer NOT NULL,
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"account_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_readings" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"account_id" text,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "reasons" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "listing_versions" ADD CONSTRAINT "listing_versions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_versions" ADD CONSTRAINT "listing_versions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_readings" ADD CONSTRAINT "version_readings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "listing_versions_listing" ON "listing_versions" USING btree ("listing_id","version");--> statement-breakpoint
CREATE INDEX "listing_versions_created" ON "listing_versions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "version_readings_listing" ON "version_readings" USING btree ("listing_id","created_at");