// Reads a posted form into a plain object: names with dots become nested objects, numbers between dots become
// lists ("runs.0.seats"), a name that ends in [] collects all its values. Everything stays text, trimmed.

export type FormValue = string | File | FormValue[] | { [name: string]: FormValue };
export type FormValues = { [name: string]: FormValue };

/** More entries than any page of ours sends; beyond it a request is not a form of ours. */
const entriesMax = 2_000;
const unsafeNames = new Set(['__proto__', 'constructor', 'prototype']);

export function readForm(data: FormData): FormValues {
	const values: FormValues = {};
	let entries = 0;
	for (const [name, raw] of data) {
		if (++entries > entriesMax) break;
		const value = typeof raw === 'string' ? raw.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() : raw;
		if (name.endsWith('[]')) append(values, name.slice(0, -2), value);
		else place(values, name.split('.'), value);
	}
	return toLists(values) as FormValues;
}

function append(values: FormValues, name: string, value: string | File) {
	if (unsafeNames.has(name)) return;
	const list = Array.isArray(values[name]) ? values[name] : [];
	values[name] = [...list, value];
}

function place(values: FormValues, path: string[], value: string | File) {
	if (path.length > 5 || path.some((part) => unsafeNames.has(part))) return;
	let at = values;
	for (const part of path.slice(0, -1)) {
		const next = at[part];
		if (typeof next === 'object' && !Array.isArray(next) && !(next instanceof File)) at = next;
		else at = at[part] = {};
	}
	at[path.at(-1)!] = value;
}

/** Objects whose names are all numbers become lists in the order of the numbers. */
function toLists(value: FormValue): FormValue {
	if (typeof value !== 'object' || value instanceof File || Array.isArray(value)) return value;
	const names = Object.keys(value);
	if (names.length > 0 && names.every((name) => /^\d{1,4}$/.test(name))) {
		return names.sort((a, b) => Number(a) - Number(b)).map((name) => toLists(value[name]!));
	}
	return Object.fromEntries(names.map((name) => [name, toLists(value[name]!)]));
}
