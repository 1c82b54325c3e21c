package io.sluice.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.tracing.TracingConfig.Content;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notes spans and sends them by OTLP. */
final class OtlpTracing implements Tracing, AutoCloseable {
  /** Of the semantic conventions that names of attributes are of. */
  static final String SCHEMA = "https://opentelemetry.io/schemas/1.37.0";
  private static final String SCOPE = "io.sluice";
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration SENT_WITHIN = Duration.ofSeconds(10);
  private static final long LAST_WITHIN_S = 3;
  /** More are lost while they cannot be sent: some 10 MB. */
  private static final int MOST_WAITING = 8192;
  private static final int AT_ONCE = 512;
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Content content;
  private final SpanCount count;

  private OtlpTracing(SdkTracerProvider provider, Tracer tracer, Content content,
      SpanCount count) {
    this.provider = provider;
    this.tracer = tracer;
    this.content = content;
    this.count = count;
  }

  static OtlpTracing open(TracingConfig config, String version) {
    var count = new SpanCount(MOST_WAITING);
    var queue = BatchSpanProcessor.builder(new TellingExporter(exporter(config), count))
        .setScheduleDelay(SEND_EVERY).setExporterTimeout(SENT_WITHIN)
        .setMaxQueueSize(MOST_WAITING).setMaxExportBatchSize(AT_ONCE).build();
    var provider = SdkTracerProvider.builder().setResource(resource(config, version))
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.share())))
        .addSpanProcessor(new CountedSpans(queue, count)).build();
    return new OtlpTracing(provider, provider.tracerBuilder(SCOPE).setSchemaUrl(SCHEMA)
        .setInstrumentationVersion(version).build(), config.content(), count);
  }

  SpanCount count() {
    return count;
  }

  private static SpanExporter exporter(TracingConfig config) {
    var builder = OtlpHttpSpanExporter.builder().setEndpoint(config.address())
        .setConnectTimeout(CONNECT_WITHIN).setTimeout(SENT_WITHIN);
    config.headersByName().forEach(builder::addHeader);
    return builder.build();
  }

  private static Resource resource(TracingConfig config, String version) {
    return Resource.getDefault()
        .merge(Resource.create(Attributes.of(
            AttributeKey.stringKey("service.name"), config.serviceName(),
            AttributeKey.stringKey("service.version"), version,
            AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString())));
  }

  @Override
  public Span first(String name, Kind kind, @Nullable String traceparent,
      @Nullable String tracestate) {
    var builder = tracer.spanBuilder(name).setSpanKind(of(kind));
    if (traceparent == null) {
      builder.setNoParent();
    } else {
      var context = W3C.extract(Context.root(), new Place(traceparent, tracestate),
          Place.HEADERS);
      var parent = parent(context);
      if (!parent.isValid() || !parent.isSampled()) {
        return Span.none();
      }
      builder.setParent(context);
    }
    return new NotedSpan(builder.startSpan(), content);
  }

  private static SpanContext parent(Context context) {
    return io.opentelemetry.api.trace.Span.fromContext(context).getSpanContext();
  }

  private static SpanKind of(Kind kind) {
    return switch (kind) {
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case INTERNAL -> SpanKind.INTERNAL;
    };
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_WITHIN_S, TimeUnit.SECONDS);
  }

  /** A place in a trace, as it came. */
  private record Place(String traceparent, @Nullable String tracestate) {
    static final TextMapGetter<Place> HEADERS = new TextMapGetter<>() {

      @Override
      public Iterable<String> keys(Place place) {
        return List.of("traceparent", "tracestate");
      }

      @Override
      public @Nullable String get(@Nullable Place place, String key) {
        return place == null
            ? null
            : key.equals("traceparent") ? place.traceparent() : place.tracestate();
      }
    };
  }
}
