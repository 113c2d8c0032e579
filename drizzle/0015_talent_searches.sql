ALTER TABLE "seen_documents" RENAME COLUMN "listing_id" TO "document_id";--> statement-breakpoint
DROP INDEX "saved_searches_same";--> statement-breakpoint
DROP INDEX "seen_documents_change";--> statement-breakpoint
ALTER TABLE "saved_search_items" DROP CONSTRAINT "saved_search_items_search_id_listing_id_pk";--> statement-breakpoint
ALTER TABLE "saved_search_items" ALTER COLUMN "listing_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "shows" jsonb;--> statement-breakpoint
ALTER TABLE "saved_search_items" ADD COLUMN "talent_id" text;--> statement-breakpoint
ALTER TABLE "saved_search_items" ADD COLUMN "found_id" text GENERATED ALWAYS AS (coalesce(listing_id, talent_id)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD COLUMN "kind" text DEFAULT 'listing' NOT NULL;--> statement-breakpoint
ALTER TABLE "seen_documents" ADD COLUMN "kind" text DEFAULT 'listing' NOT NULL;--> statement-breakpoint
ALTER TABLE "seen_documents" DROP CONSTRAINT "seen_documents_pkey";--> statement-breakpoint
ALTER TABLE "saved_search_items" ADD CONSTRAINT "saved_search_items_search_id_found_id_pk" PRIMARY KEY("search_id","found_id");--> statement-breakpoint
ALTER TABLE "seen_documents" ADD CONSTRAINT "seen_documents_kind_document_id_pk" PRIMARY KEY("kind","document_id");--> statement-breakpoint
ALTER TABLE "saved_search_items" ADD CONSTRAINT "saved_search_items_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_search_items_talent" ON "saved_search_items" USING btree ("talent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_searches_same" ON "saved_searches" USING btree ("account_id",coalesce("organization_id", ''),"kind",md5("query")) WHERE "saved_searches"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "seen_documents_change" ON "seen_documents" USING btree ("kind","change");--> statement-breakpoint
ALTER TABLE "saved_search_items" ADD CONSTRAINT "saved_search_items_one" CHECK (num_nonnulls("saved_search_items"."listing_id", "saved_search_items"."talent_id") = 1);--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_kind" CHECK ("saved_searches"."kind" in ('listing', 'talent'));--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_talents" CHECK ("saved_searches"."kind" <> 'talent' or "saved_searches"."organization_id" is not null);--> statement-breakpoint
ALTER TABLE "seen_documents" ADD CONSTRAINT "seen_documents_kind" CHECK ("seen_documents"."kind" in ('listing', 'talent'));