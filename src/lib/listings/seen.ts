// Tells the site that a listing's page was shown: once for each listing and browser tab, by the page itself, so that
// neither a preload nor a robot counts.

export function tellSeen(id: string): void {
	const key = `seen:${id}`;
	try {
		if (sessionStorage.getItem(key)) return;
		sessionStorage.setItem(key, '1');
	} catch {
		// Without a store of its own a browser is counted each time.
	}
	fetch(`/api/listings/${id}/view`, { method: 'POST', keepalive: true }).catch(() => {});
}
