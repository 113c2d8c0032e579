// Every table of the database, for the migration generator. Nothing else imports this file.
export * from '../accounts/table.ts';
export * from '../organizations/table.ts';
export * from '../skills/table.ts';
export * from '../listings/table.ts';
export * from '../roles/table.ts';
export * from '../courses/table.ts';
export * from '../bases/table.ts';
export * from '../talents/table.ts';
export * from '../applications/table.ts';
export * from '../invitations/table.ts';
export * from '../plans/table.ts';
export * from '../moderation/table.ts';
export * from '../search/table.ts';
export * from '../mail/table.ts';
export * from '../searches/table.ts';
export * from '../notifications/table.ts';
export * from '../signals/table.ts';
