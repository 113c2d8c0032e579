/**
 * The whole configuration: every environment variable is read, checked and named here and nowhere else.
 * It opens nothing and connects to nothing.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';

export type Environment = Readonly<{
	/** TCP port; 0 takes any free one. */
	port: number;
	/** Address to listen on. */
	host: string;
	/** Absolute path of the folder for everything that is kept. */
	dataDir: string;
	/** Absolute path of the file that says who was erased; outside every database and backup. */
	erasureLedger: string;
	/** An outside PostgreSQL; without it the site starts its own. */
	databaseUrl: string | undefined;
	meiliUrl: string | undefined;
	meiliKey: string | undefined;
	/** Before every index name, so that sites and tests share a server. */
	meiliPrefix?: string | undefined;
	/** The Meilisearch program that the site runs itself, or `none`. */
	meiliBin: string | undefined;
	/** Public address; always there with a mail server. */
	origin: string | undefined;
	/** Demo data: into an empty embedded database only, always when empty, or never. */
	demo: 'auto' | '1' | '0';
	/** Whether the web process also runs the jobs. */
	worker: boolean;
	smtpUrl: string | undefined;
	mailFrom: string;
	/** Numbers that the law wants in the footer: ICP filing, filing with the police, human-resources service licence. */
	icpLicence: string | undefined;
	policeLicence: string | undefined;
	hrLicence: string | undefined;
	logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}>;

/** The environment is wrong; one line for each wrong variable. */
export class EnvironmentError extends Error {
	override readonly name = 'EnvironmentError';
	readonly lines: readonly string[];

	constructor(lines: readonly string[]) {
		super(lines.join('\n'));
		this.lines = lines;
	}
}

const HIGHEST_PORT = 65_535;

const optionalText = v.optional(v.pipe(v.string(), v.trim()));

/** A URL of one of the protocols; the value itself is never part of the message, it may hold a password. */
function url(protocols: readonly string[], example: string) {
	const fits = (value: string) => URL.canParse(value) && protocols.includes(new URL(value).protocol);
	return v.optional(v.pipe(v.string(), v.trim(), v.check(fits, `must be a URL such as ${example}`)));
}

function isOrigin(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const { protocol, origin } = new URL(value);
	return (protocol === 'http:' || protocol === 'https:') && origin === value;
}

const portMessage = `must be a whole number from 0 to ${HIGHEST_PORT}`;

const schema = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.regex(/^\d{1,5}$/, portMessage),
			v.transform(Number),
			v.maxValue(HIGHEST_PORT, portMessage)
		),
		'3000'
	),
	HOST: v.optional(
		v.pipe(v.string(), v.trim(), v.regex(/^[\w.:-]+$/, 'must be an address or a host name')),
		'127.0.0.1'
	),
	DATA_DIR: v.optional(v.string(), 'data'),
	ERASURE_LEDGER: optionalText,
	DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/pons'),
	MEILI_URL: url(['http:', 'https:'], 'http://127.0.0.1:7700'),
	MEILI_KEY: optionalText,
	MEILI_PREFIX: v.optional(
		v.pipe(v.string(), v.trim(), v.regex(/^[\w-]{1,100}$/, 'must be letters, digits, - and _'))
	),
	MEILI_BIN: optionalText,
	ORIGIN: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.transform((value) => value.replace(/\/$/, '')),
			v.check(isOrigin, 'must be an address without a path, such as https://pons.example')
		)
	),
	DEMO: v.optional(v.picklist(['auto', '1', '0'], 'must be auto, 1 or 0'), 'auto'),
	WORKER: v.optional(v.picklist(['1', '0'], 'must be 1 or 0'), '1'),
	SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example:465'),
	MAIL_FROM: v.optional(
		v.pipe(v.string(), v.trim(), v.regex(/^[^\r\n]*\S+@\S+$/, 'must be an e-mail address')),
		'Pons 脑桥 <no-reply@localhost>'
	),
	ICP_LICENCE: optionalText,
	POLICE_LICENCE: optionalText,
	HR_LICENCE: optionalText,
	LOG_LEVEL: v.optional(
		v.picklist(
			['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
			'must be fatal, error, warn, info, debug, trace or silent'
		),
		'info'
	)
});

/**
 * Reads the configuration from `variables`. An empty variable counts as not set.
 * @throws EnvironmentError with one line for each wrong variable
 */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
	const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
	const parsed = v.safeParse(schema, set);
	if (!parsed.success) {
		throw new EnvironmentError(
			parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'The environment'} ${issue.message}.`)
		);
	}
	const values = parsed.output;
	// Links in mails lead to ORIGIN: the host header, which a stranger can set, must never decide where.
	const missing = values.SMTP_URL ? ['MAIL_FROM', 'ORIGIN'].filter((name) => !set[name]) : [];
	if (missing.length)
		throw new EnvironmentError(missing.map((name) => `${name} must be set when SMTP_URL is.`));
	return {
		port: values.PORT,
		host: values.HOST,
		dataDir: resolve(values.DATA_DIR),
		erasureLedger: resolve(values.ERASURE_LEDGER ?? join(values.DATA_DIR, 'erasures.jsonl')),
		databaseUrl: values.DATABASE_URL,
		meiliUrl: values.MEILI_URL,
		meiliKey: values.MEILI_KEY,
		meiliPrefix: values.MEILI_PREFIX,
		meiliBin: values.MEILI_BIN,
		origin: values.ORIGIN,
		demo: values.DEMO,
		worker: values.WORKER === '1',
		smtpUrl: values.SMTP_URL,
		mailFrom: values.MAIL_FROM,
		icpLicence: values.ICP_LICENCE,
		policeLicence: values.POLICE_LICENCE,
		hrLicence: values.HR_LICENCE,
		logLevel: values.LOG_LEVEL
	};
}

/**
 * The configuration of this process: its variables, and those of `.env` in the working folder that are not set.
 * @throws EnvironmentError
 */
export function readEnvironment(): Environment {
	if (existsSync('.env')) {
		try {
			process.loadEnvFile('.env');
		} catch {
			throw new EnvironmentError(['.env cannot be read.']);
		}
	}
	return parseEnvironment(process.env);
}
