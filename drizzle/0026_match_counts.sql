CREATE TABLE "listing_matches" (
	"listing_id" text PRIMARY KEY NOT NULL,
	"matches" integer,
	"day" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "listing_matches" ADD CONSTRAINT "listing_matches_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;