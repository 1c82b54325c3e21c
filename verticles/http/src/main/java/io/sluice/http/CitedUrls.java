package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.http.ChatViews.Annotation;
import io.sluice.http.ChatViews.Extras;
import io.sluice.http.ChatViews.UrlCitation;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where what an answer cites can be read: at the URL a document came from, or else at this gateway,
 * by a path.
 */
final class CitedUrls {
  /** An answer that is there should not wait for more than this. */
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  private final Bus bus;

  CitedUrls(Bus bus) {
    this.bus = bus;
  }

  /** An annotation for each source of each citation; never fails for want of a URL. */
  Future<List<Annotation>> annotations(Extras answer, String collection, CallInfo call) {
    var cited = answer.citations().stream().flatMap(one -> one.sources().stream()).distinct()
        .collect(Collectors.toSet());
    var sources = answer.sources().stream().filter(source -> cited.contains(source.n()))
        .collect(Collectors.toMap(Source::n, Function.identity(), (one, same) -> one));
    var urls = new HashMap<String, String>();
    return Future
        .join(sources.values().stream().map(Source::document).distinct()
            .map(id -> url(collection, id, call).onSuccess(url -> urls.put(id, url))).toList())
        .map(all -> annotations(answer, sources,
            id -> urls.getOrDefault(id, path(collection, id))));
  }

  private static List<Annotation> annotations(Extras answer, Map<Integer, Source> sources,
      UnaryOperator<String> url) {
    return answer.citations().stream()
        .flatMap(one -> one.sources().stream().map(sources::get).filter(Objects::nonNull)
            .map(source -> new UrlCitation(url.apply(source.document()), source.title(),
                one.start(), one.end()).asAnnotation()))
        .toList();
  }

  private Future<String> url(String collection, String document, CallInfo call) {
    return bus.ask(Retrieval.FIND_VERSION, new FindVersion(collection, document),
        call.renewed(WITHIN)).map(reply -> {
          var source = source(reply);
          return source != null && LINK.matcher(source).matches()
              ? source
              : path(collection, document);
        });
  }

  private static @Nullable String source(Reply<VersionFound> reply) {
    return switch (reply) {
      case Answered<VersionFound>(VersionFound found) -> found.document().source();
      case Refused<VersionFound> none -> null;
    };
  }

  private static String path(String collection, String document) {
    var path = "/v1/documents/"
        + URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    return collection.equals(Bodies.DEFAULT_COLLECTION) ? path : path + "?collection=" + collection;
  }
}
