const VIEWS = ['overview', 'answers', 'documents', 'experiments', 'quality', 'health'];

/**
 * Where the page is, as its address says behind the `#`: the view, the answer that is explained beside it, or
 * null, and what else the view wants to know.
 */
export function currentRoute() {
  const { view, answer = null, ...parameters } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  return { view: VIEWS.includes(view) ? view : VIEWS[0], answer, parameters };
}

/** The address of a view; what is null or empty is not said in it. */
export function addressOf(view, parameters = {}) {
  const said = Object.entries({ view, ...parameters }).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return `#${new URLSearchParams(said)}`;
}

/** The address of the present view with another answer explained, or with none. */
export function addressOfAnswer(answer) {
  const { view, parameters } = currentRoute();
  return addressOf(view, { ...parameters, answer });
}

/** Goes to an address without a step back to where one was. */
export function replaceRoute(address) {
  history.replaceState(null, '', address);
  dispatchEvent(new Event('hashchange'));
}
