ALTER TABLE "applications" ADD COLUMN "organization_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE "applications" a SET "organization_id" = l."organization_id" FROM "listings" l WHERE l."id" = a."listing_id";--> statement-breakpoint
-- A listing never changes hands: the copy is taken once, whatever is written.
CREATE FUNCTION application_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT organization_id INTO NEW.organization_id FROM listings WHERE id = NEW.listing_id;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER applications_organization BEFORE INSERT OR UPDATE OF "listing_id", "organization_id" ON "applications"
	FOR EACH ROW EXECUTE FUNCTION application_organization();--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_ended" ON "consents" USING btree ("organization_id","application_id") WHERE "consents"."withdrawn_at" is not null;--> statement-breakpoint
CREATE INDEX "applications_inbox" ON "applications" USING btree ("organization_id","kind","state","moved_at","id","listing_id","talent_id","created_at") WHERE "applications"."held_until" is null;
