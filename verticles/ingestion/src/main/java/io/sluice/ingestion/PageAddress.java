package io.sluice.ingestion;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page, in the form in which it is asked for.
 *
 * @param host in ASCII; an IPv6 address without its brackets
 * @param target path and query, percent-encoded
 */
record PageAddress(boolean secure, String host, int port, String target, URI uri) {
  static final int LONGEST = 2000;

  /** Null where it is none, of another scheme, or with a user's name in it. */
  static @Nullable PageAddress parse(String text) {
    try {
      return of(new URI(text.strip()));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Where a redirect from here leads; null where that is no such address. */
  @Nullable
  PageAddress redirected(String location) {
    try {
      var to = base().resolve(new URI(location.startsWith("?")
          ? pathOf(target) + location
          : location.strip()));
      return to.toString().length() > LONGEST ? null : of(to);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** With a path, without which {@link URI#resolve} puts nothing between the host and what follows. */
  private URI base() {
    return URI.create((secure ? "https://" : "http://") + uri.getRawAuthority() + target);
  }

  private static String pathOf(String target) {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static @Nullable PageAddress of(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    var secure = scheme.equals("https");
    var authority = uri.getRawAuthority();
    if (!(secure || scheme.equals("http")) || authority == null || authority.contains("@")) {
      return null;
    }
    var colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
    var host = host(colon < 0 ? authority : authority.substring(0, colon));
    var port = colon < 0 || colon == authority.length() - 1
        ? (secure ? 443 : 80)
        : port(authority.substring(colon + 1));
    return host == null || port < 1 ? null : new PageAddress(secure, host, port, target(uri), uri);
  }

  private static @Nullable String host(String written) {
    if (written.startsWith("[") && written.endsWith("]")) {
      return written.substring(1, written.length() - 1);
    }
    try {
      var host = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return host.isEmpty() ? null : host;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int port(String written) {
    try {
      var port = Integer.parseInt(written);
      return port > 65_535 ? -1 : port;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String target(URI uri) {
    var ascii = URI.create(uri.toASCIIString());
    var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty()
        ? "/"
        : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  /** Host, path and query as people read them. */
  String readable() {
    var query = uri.getQuery() == null ? "" : "-" + uri.getQuery();
    return host + (uri.getPath() == null ? "" : uri.getPath()) + query;
  }

  /** The last step of the path; null where it has none. */
  @Nullable
  String fileName() {
    var path = uri.getPath() == null ? "" : uri.getPath();
    var last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? null : last;
  }
}
