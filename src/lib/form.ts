// What a form shows: the values typed last, or the stored ones, as text by field name; and what was wrong with them.

/** The largest file that a form takes, whatever it is of. */
export const fileBytes = 10 * 1024 * 1024;

export type FieldValue = string | FieldValue[] | { [name: string]: FieldValue };
export type FieldValues = { [name: string]: FieldValue };
export type FieldErrors = Record<string, string>;

/** What a form gets back when it was not accepted. */
export type FormProblem = {
	/** Sentence for the whole form. */
	message: string;
	/** Field name (with dots) → sentence; '' for the form itself. */
	errors: FieldErrors;
	/** What was typed, without passwords and files. */
	values: FieldValues;
	/** Whether the person must first show again who they are. */
	confirmFirst?: boolean;
};

/** The problem in what an action answered, if it is one. */
export function problemIn(form: object | null | undefined): FormProblem | undefined {
	return form && 'errors' in form && form.errors ? (form as FormProblem) : undefined;
}

/** The text of a field; '' when there is none. */
export function textOf(values: FieldValues, name: string): string {
	const value = values[name];
	return typeof value === 'string' ? value : '';
}

/** The chosen words of a field with several boxes. */
export function wordsOf(values: FieldValues, name: string): string[] {
	const value = values[name];
	return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

/** The lines of a repeated field. */
export function linesOf(values: FieldValues, name: string): FieldValues[] {
	const value = values[name];
	if (!Array.isArray(value)) return [];
	return value.filter((line): line is FieldValues => typeof line === 'object' && !Array.isArray(line));
}

/** The choices of a select: every word with its name. */
export function optionsOf<T extends string>(words: readonly T[], name: (word: T) => string) {
	return words.map((value) => ({ value, label: name(value) }));
}
