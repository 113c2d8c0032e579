// Tells that a profile was shown to whoever may see it for an organization: the person learns of it.

/** To be called in the browser once the page is shown: fetching it ahead of a click is no opening. */
export function tellOpened(talent: string): void {
	void fetch(`/api/talents/${talent}/view`, { method: 'POST', keepalive: true }).catch(() => {});
}
