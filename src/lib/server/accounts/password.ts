// Hashing of passwords: argon2id with 19 MiB, two passes and one lane (OWASP's first choice; about 14 ms).
import { hash, verify } from '@node-rs/argon2';

// The library's default algorithm is argon2id; its enum cannot be named under type stripping.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a text that is nobody's password, at the same cost as every other. */
const nobody =
	'$argon2id$v=19$m=19456,t=2,p=1$NxL8x0EDI4POX7OsiI+kNg$w9oyuDKIcakQKB0XwnsO0mwhOndJ8eW5ddy5L2y8zX8';

/** Hash in PHC format. The password is normalised, so that it is the same from every keyboard. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), cost);
}

/** Whether the password fits. Without an account the same work is done, and the answer is no. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
	const fits = await verify(passwordHash ?? nobody, password.normalize('NFKC'));
	return fits && passwordHash !== undefined;
}
