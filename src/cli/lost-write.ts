/**
 * The driver of the database writes to a connection a moment after it was lost, and throws where nobody can catch it
 * (postgres 3.4.9, `nextWrite` in connection.js). Its queries have failed by then and it connects again by itself, so
 * a restart of the database must not end the process.
 */
export function surviveLostWrites(): void {
	const outlive = (error: unknown) => {
		if (isLostWrite(error)) return;
		process.off('uncaughtException', outlive);
		setImmediate(() => {
			throw error;
		});
	};
	process.on('uncaughtException', outlive);
}

function isLostWrite(error: unknown): boolean {
	return (
		error instanceof TypeError &&
		error.message.includes("reading 'write'") &&
		/nextWrite .*postgres[\\/](?:src|cjs[\\/]src)[\\/]connection\.js/.test(error.stack ?? '')
	);
}
