// Calendar files on their way out: for their reader alone, and never looked into as anything else.

export function calendarResponse(text: string, fileName: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename="${fileName}"`,
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex'
		}
	});
}
