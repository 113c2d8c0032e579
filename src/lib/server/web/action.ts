// From a posted form to a service and back: parse, validate, call, and answer in the reader's language, keeping
// what was typed. The only place where a Refusal becomes a status and a sentence.
import { error, fail, isHttpError, isRedirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { FieldValue, FieldValues, FormProblem } from '#lib/form.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { problemSentence } from '#lib/i18n/problem.ts';
import { isRefusal, Refusal, refusalStatus } from '#lib/refusal.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { isMissingReference } from '#lib/server/db/client.ts';
import { forgetSkills } from '#lib/server/skills/directory.ts';
import { readForm, type FormValue, type FormValues } from '#lib/server/web/form.ts';

type Schema = v.GenericSchema | v.GenericSchemaAsync;

/**
 * A form action. `run` receives the validated input and returns what the page needs, or redirects.
 * Problems of input answer 400 with a sentence beside each field; refusals answer their own status.
 */
export function action<S extends Schema, R, E extends RequestEvent = RequestEvent>(
	schema: S,
	run: (input: v.InferOutput<S>, event: E, app: App) => Promise<R>
): (event: E) => Promise<R | ActionFailure<FormProblem>> {
	return async (event) => {
		const values = await formOf(event);
		const parsed = await v.safeParseAsync(schema, values);
		if (!parsed.success) return problem(400, m.common_error_form(), fieldErrors(parsed.issues), values);
		try {
			return await run(parsed.output, event, getApp());
		} catch (thrown) {
			const refusal = refusalIn(thrown);
			const errors = Object.fromEntries(
				Object.entries(refusal.fields).map(([name, key]) => [name, problemSentence(key)])
			);
			const answer = problem(refusalStatus[refusal.reason], sentence(refusal), errors, values);
			if (refusal.reason === 'confirmFirst') answer.data.confirmFirst = true;
			return answer;
		}
	};
}

/** What was thrown as a refusal; anything that is none is thrown on. */
function refusalIn(thrown: unknown): Refusal {
	if (!isRedirect(thrown) && !isHttpError(thrown) && isRefusal(thrown)) return thrown;
	// Another process has merged a skill that this one still knew: the next try knows it too.
	if (!isMissingReference(thrown, 'skills')) throw thrown;
	forgetSkills(getApp().db);
	return new Refusal('changedElsewhere');
}

/** Runs a read for a page: a refusal becomes the error page with its status. */
export async function orRefuse<T>(read: Promise<T>): Promise<T> {
	try {
		return await read;
	} catch (thrown) {
		if (isRefusal(thrown)) error(refusalStatus[thrown.reason], sentence(thrown));
		throw thrown;
	}
}

async function formOf(event: RequestEvent): Promise<FormValues> {
	try {
		return readForm(await event.request.formData());
	} catch {
		error(400, m.common_error_form());
	}
}

function problem(
	status: number,
	message: string,
	errors: Record<string, string>,
	values: FormValues
): ActionFailure<FormProblem> {
	return fail(status, { message, errors, values: typed(values) });
}

/** What may go back into the page: no password, and no file (a browser would not take it back anyway). */
function typed(values: FormValues): FieldValues {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => {
			const text = /password/i.test(name) ? undefined : typedValue(value);
			return text === undefined ? [] : [[name, text]];
		})
	);
}

function typedValue(value: FormValue): FieldValue | undefined {
	if (value instanceof File) return undefined;
	if (Array.isArray(value)) return value.flatMap((part) => typedValue(part) ?? []);
	return typeof value === 'object' ? typed(value) : value;
}

function fieldErrors(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const issue of issues) {
		const name = v.getDotPath(issue) ?? '';
		errors[name] ??= problemSentence(issue.message, issue.requirement);
	}
	return errors;
}

function sentence(refusal: Refusal): string {
	return problemSentence(`common_refusal_${refusal.reason}`);
}
