package io.sluice.ingestion;

import io.sluice.ingestion.FetchStep.Moved;
import io.sluice.ingestion.Fetched.Failed;
import io.sluice.ingestion.Fetched.NotModified;
import io.sluice.ingestion.Fetched.NotThere;
import io.sluice.ingestion.Fetched.Page;
import io.sluice.ingestion.Hosts.Found.Addresses;
import io.sluice.ingestion.Hosts.Found.NotAllowed;
import io.sluice.ingestion.Hosts.Found.Unknown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages. The name of each host on the way is looked up once, its addresses are checked, and
 * the connection goes to the address that was checked, whatever the name means by then. Its methods
 * block.
 */
final class Fetcher {
  private static final int MOST_REDIRECTS = 5;
  private static final String AGENT = "Sluice/0.1 (document source)";
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private final Vertx vertx;
  private final HttpClient client;
  private final Hosts hosts;
  private final Duration timeout;
  private final PageFile file;

  Fetcher(Vertx vertx, HttpClient client, Hosts hosts, UrlSource source, Path file) {
    this.vertx = vertx;
    this.client = client;
    this.hosts = hosts;
    this.timeout = source.timeout();
    this.file = new PageFile(vertx, file, source.maxBytes());
  }

  /**
   * Asks for a page, unless it is as it was.
   *
   * @param known of the page that is there already
   * @param attempt from 0; each asks the next of a host's addresses
   */
  Fetched fetch(PageAddress page, PageStamp known, int attempt) throws InterruptedException {
    var end = System.nanoTime() + timeout.toNanos();
    var at = page;
    for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
      var step = switch (hosts.find(at.host())) {
        case Unknown unknown -> Failed.forNow("the name of the host is not known: " + at.host());
        case NotAllowed not -> Failed.forGood(at.host() + " is at an address that is not public: "
            + not.address().getHostAddress());
        case Addresses found -> ask(at,
            found.addresses().get(attempt % found.addresses().size()), known, end).await();
      };
      switch (step) {
        case Fetched fetched -> {
          return fetched;
        }
        case Moved(String location) -> {
          var to = at.redirected(location);
          if (to == null) {
            return Failed.forGood("is redirected to what is no address on the web");
          }
          at = to;
        }
      }
    }
    return Failed.forGood("is redirected more than " + MOST_REDIRECTS + " times");
  }

  private Future<FetchStep> ask(PageAddress at, InetAddress address, PageStamp known, long end) {
    var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left < 1) {
      return Future.succeededFuture(late());
    }
    var options = new RequestOptions().setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(at.port(), address.getHostAddress()))
        .setHost(at.host()).setPort(at.port()).setSsl(at.secure()).setURI(at.target())
        .setConnectTimeout(left).setFollowRedirects(false);
    return client.request(options).compose(request -> {
      var timer = vertx.setTimer(left, _ -> request.reset());
      request.putHeader("user-agent", AGENT).putHeader("accept", "*/*")
          .putHeader("accept-encoding", "identity");
      if (known.etag() != null) {
        request.putHeader("if-none-match", known.etag());
      }
      if (known.lastModified() != null) {
        request.putHeader("if-modified-since", known.lastModified());
      }
      return request.send().compose(response -> take(at, request, response))
          .onFailure(_ -> request.reset()).onComplete(_ -> vertx.cancelTimer(timer));
    }).otherwise(failure -> System.nanoTime() - end >= 0 ? late() : Fetcher.failed(failure));
  }

  private Future<FetchStep> take(PageAddress at, HttpClientRequest request,
      HttpClientResponse response) {
    if (response.statusCode() == 200) {
      return page(at, request, response);
    }
    drop(request, response);
    return Future.succeededFuture(switch (response.statusCode()) {
      case 304 -> new NotModified();
      case 301, 302, 303, 307, 308 -> response.getHeader("location") == null
          ? Failed.forGood("is redirected to nowhere")
          : new Moved(utf8(response.getHeader("location")));
      case 404, 410 -> new NotThere(response.statusCode());
      case 408, 429, 500, 502, 503, 504 -> new Failed("status " + response.statusCode(), true,
          seconds(response.getHeader("retry-after")));
      default -> Failed.forGood("status " + response.statusCode());
    });
  }

  private Future<FetchStep> page(PageAddress at, HttpClientRequest request,
      HttpClientResponse response) {
    var encoding = response.getHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      drop(request, response);
      return Future.succeededFuture(Failed.forGood("is encoded, which was not asked for"));
    }
    var stamp = new PageStamp(response.getHeader("etag"), response.getHeader("last-modified"), 0);
    return file.save(request, response)
        .map(fits -> fits
            ? new Page(stamp, at, response.getHeader("content-type"))
            : Failed.forGood("is too large"));
  }

  /** Headers come with a character for each byte; what is not ASCII is meant to be UTF-8. */
  private static String utf8(String header) {
    return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Whatever else it sends is of no interest, nor how that ends. */
  private static void drop(HttpClientRequest request, HttpClientResponse response) {
    response.exceptionHandler(_ -> {});
    request.reset();
  }

  private Failed late() {
    return Failed.forNow("took longer than " + timeout.toMillis() + " ms");
  }

  private static Failed failed(Throwable failure) {
    return Failed.forNow(failure.toString());
  }

  private static @Nullable Duration seconds(@Nullable String retryAfter) {
    return retryAfter != null && SECONDS.matcher(retryAfter).matches()
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : null;
  }
}
