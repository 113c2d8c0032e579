CREATE TABLE "loaded_files" (
	"name" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL
);
