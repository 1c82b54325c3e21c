package io.sluice.ingestion;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;

/** A list of pages, with rounds by hand, names of hosts as the test has them and a site that answers as it is told. */
abstract class UrlCase extends SourceCase {
  final Site site = new Site(vertx);
  final Map<String, String> names = new ConcurrentHashMap<>();
  final List<String> lookedUp = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  List<String> urls = List.of();
  Runnable onLookUp = () -> {};
  Predicate<InetAddress> allowed = _ -> true;
  long maxBytes = 1 << 20;
  Duration timeout = Duration.ofSeconds(20);

  @BeforeEach
  void begin() {
    site.start();
    names.put("docs.example", "127.0.0.1");
    urls = List.of(url("/a"));
    start();
  }

  boolean round() throws Exception {
    var source = new UrlSource("site", "default", List.of("wiki"), List.of(), Duration.ofHours(1),
        maxBytes, urls, timeout, false);
    var states = storage.resolve("sources");
    var delivery = new Delivery(bus, "test");
    var shelf = new Shelf<>(source, SourceState.open(states, "site", PageStamp.class),
        delivery, names());
    var file = states.resolve("site.page.half");
    var client = vertx.createHttpClient(Sources.connections());
    var fetcher = new Fetcher(vertx, client, new Hosts(this::resolve, allowed), source, file);
    return new UrlRound(source, shelf, delivery, fetcher, file, pauses::add).run();
  }

  InetAddress[] resolve(String host) throws UnknownHostException {
    lookedUp.add(host);
    onLookUp.run();
    var addresses = names.getOrDefault(host, host.endsWith(".example") ? "" : host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    var found = new ArrayList<InetAddress>();
    for (var address : addresses.split(",", -1)) {
      found.add(InetAddress.getByName(address));
    }
    return found.toArray(InetAddress[]::new);
  }

  String url(String path) {
    return "http://docs.example:" + site.port() + path;
  }
}
