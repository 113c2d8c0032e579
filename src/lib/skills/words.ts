// What a suggestion's state is called.
import { m } from '#lib/i18n/generated/messages.js';
import type { SuggestionState } from '#lib/skills/types.ts';

const states: Record<SuggestionState, () => string> = {
	open: m.skills_suggest_open,
	accepted: m.skills_suggest_accepted,
	refused: m.skills_suggest_refused
};
export const suggestionWord = (state: SuggestionState): string => states[state]();
