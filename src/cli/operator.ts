/** `npm run operator -- EMAIL`: makes an account that exists an operator of the platform. */
import { makeOperator } from '#lib/server/accounts/service.ts';
import { StartError } from '#lib/server/start-error.ts';
import { runCommand } from './join.ts';

const [email] = process.argv.slice(2);

await runCommand(async (app) => {
	if (!email) throw new StartError('Whom? Use npm run operator -- EMAIL');
	await makeOperator(app, email);
	console.log(
		`pons: ${email} is an operator now; signing in leads to the second factor that operators need.`
	);
});
