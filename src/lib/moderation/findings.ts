// Hands the findings of a form's fields down to where they are shown.
import { createContext } from 'svelte';
import type { Finding } from '#lib/moderation/check.ts';

/** The findings of a field, with the text they were found in. */
export type Found = { text: string; findings: readonly Finding[] };

export const [getFound, setFound] = createContext<(field: string) => Found>();
