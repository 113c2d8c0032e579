CREATE TABLE "snapshot_days" (
	"day" date PRIMARY KEY NOT NULL,
	"open_roles" integer NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snapshot_days_counts" CHECK ("snapshot_days"."open_roles" >= 0)
);
--> statement-breakpoint
CREATE INDEX "accounts_suspended" ON "accounts" USING btree ("id") WHERE "accounts"."suspended_at" is not null;--> statement-breakpoint
CREATE INDEX "listings_updated" ON "listings" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "blocked_organizations_organization" ON "blocked_organizations" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "talents_updated" ON "talents" USING btree ("updated_at");