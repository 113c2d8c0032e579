// Input of the forms around an account. Messages are message keys.
import * as v from 'valibot';
import { passwordMax, passwordProblem } from '#lib/accounts/password.ts';
import { passkeyPurposes, purposes } from '#lib/accounts/types.ts';
import { optionalText } from '#lib/input.ts';

/** Longest address that mail servers accept (RFC 5321, with the erratum to RFC 3696). */
const emailMax = 254;

export const email = v.pipe(
	v.string('common_error_required'),
	v.trim(),
	v.normalize('NFKC'),
	v.minLength(1, 'common_error_required'),
	v.maxLength(emailMax, 'common_error_email'),
	v.email('common_error_email')
);

/** A password to be compared, not chosen: only what could never be one is turned away. */
export const givenPassword = v.pipe(
	v.string('common_error_required'),
	v.minLength(1, 'common_error_required'),
	v.maxLength(passwordMax * 2, 'accounts_error_password_long')
);

/** What a mailed link carries: 32 random bytes in base64url. */
export const token = v.pipe(v.string('accounts_error_link'), v.regex(/^[\w-]{43}$/, 'accounts_error_link'));

/** A box that must be ticked: browsers send "on", or nothing. */
const box = (message: string) => v.pipe(v.optional(v.string(message), ''), v.literal('on', message));

/** A chosen password; against the account's address it is checked where that is known. */
const newPassword = v.pipe(
	v.string('common_error_required'),
	v.rawCheck(({ dataset, addIssue }) => {
		const message = dataset.typed ? passwordProblem(dataset.value, '') : undefined;
		if (message) addIssue({ message });
	})
);

export const signUpSchema = v.pipe(
	v.object({
		email,
		password: newPassword,
		purpose: v.pipe(
			v.optional(v.string('accounts_error_purpose'), ''),
			v.picklist(purposes, 'accounts_error_purpose')
		),
		agreed: box('accounts_error_agreed'),
		age: box('accounts_error_age')
	}),
	v.forward(
		v.partialCheck(
			[['email'], ['password']],
			(input) => !passwordProblem(input.password, input.email),
			'accounts_error_password_email'
		),
		['password']
	)
);
export type SignUpInput = v.InferOutput<typeof signUpSchema>;

export const signInSchema = v.object({ email, password: givenPassword });
export type SignInInput = v.InferOutput<typeof signInSchema>;

export const forgotSchema = v.object({ email });

export const resetSchema = v.object({ token, password: newPassword });
export type ResetInput = v.InferOutput<typeof resetSchema>;

export const verifySchema = v.object({ token });

export const changeEmailSchema = v.object({ email, password: givenPassword });
export type ChangeEmailInput = v.InferOutput<typeof changeEmailSchema>;

export const changePasswordSchema = v.object({ password: givenPassword, newPassword });
export type ChangePasswordInput = v.InferOutput<typeof changePasswordSchema>;

export const endDeviceSchema = v.object({
	device: v.pipe(v.string('common_error_field'), v.regex(/^[0-9a-f]{64}$/, 'common_error_field'))
});

export const nothingSchema = v.object({});

/** A code of the authenticator app, or a recovery code; spaces and lines do not matter. */
const code = v.pipe(
	v.string('common_error_required'),
	v.trim(),
	v.minLength(1, 'common_error_required'),
	v.maxLength(40, 'factor_error_code')
);
export const codeSchema = v.object({ code });
export const passwordSchema = v.object({ password: givenPassword });
export const removeFactorSchema = v.object({ password: givenPassword, code });

/** The answer of an authenticator, as the browser writes it; what it says is checked by whoever uses it. */
const response = v.pipe(
	v.string('factor_error_passkey'),
	v.maxLength(20_000, 'factor_error_passkey'),
	v.parseJson(undefined, 'factor_error_passkey'),
	v.looseObject({ id: v.string('factor_error_passkey') }, 'factor_error_passkey')
);
export const passkeyPurpose = v.picklist(passkeyPurposes);
export const passkeySchema = v.object({ response });
export const newPasskeySchema = v.object({ response, name: optionalText(60) });
export type NewPasskey = v.InferOutput<typeof newPasskeySchema>;
export const removePasskeySchema = v.object({ passkey: v.pipe(v.string(), v.maxLength(2_000)) });
export const confirmSchema = v.object({ password: givenPassword, code: v.optional(code) });
export type ConfirmInput = v.InferOutput<typeof confirmSchema>;
