CREATE TABLE "listing_marks" (
	"account_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"mark" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "listing_marks_account_id_listing_id_pk" PRIMARY KEY("account_id","listing_id"),
	CONSTRAINT "listing_marks_mark" CHECK ("listing_marks"."mark" in ('saved', 'hidden'))
);
--> statement-breakpoint
CREATE TABLE "match_visits" (
	"account_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"before" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "listing_marks" ADD CONSTRAINT "listing_marks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_marks" ADD CONSTRAINT "listing_marks_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_visits" ADD CONSTRAINT "match_visits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_marks_listing" ON "listing_marks" USING btree ("listing_id");