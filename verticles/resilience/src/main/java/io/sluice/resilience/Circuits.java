package io.sluice.resilience;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CircuitEvent;
import io.sluice.message.CircuitEvent.CircuitChanged;
import io.sluice.redis.RedisLink;
import io.sluice.resilience.Circuit.Condition;
import io.sluice.resilience.Circuit.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of a node by their names, as metrics and health tell them. What one node finds out all
 * nodes hear, and where there is a Redis also those that are not there yet. Safe for any thread.
 */
public final class Circuits {
  private final Vertx vertx;
  private final Bus bus;
  private final MeterRegistry registry;
  private final @Nullable OpenCircuits open;
  private final Map<String, Circuit> circuits = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<Condition>> conditions = new ConcurrentSkipListMap<>();

  private Circuits(Vertx vertx, Bus bus, MeterRegistry registry, @Nullable OpenCircuits open) {
    this.vertx = vertx;
    this.bus = bus;
    this.registry = registry;
    this.open = open;
  }

  /** None yet, of a node that knows of others only what it hears. */
  public static Future<Circuits> open(Vertx vertx, Bus bus, MeterRegistry registry) {
    return open(vertx, bus, registry, null);
  }

  /**
   * None yet.
   *
   * @param redis where what is left alone is known to nodes that start later; null for nowhere
   */
  public static Future<Circuits> open(Vertx vertx, Bus bus, MeterRegistry registry,
      @Nullable RedisLink redis) {
    var circuits = new Circuits(vertx, bus, registry,
        redis == null ? null : new OpenCircuits(redis));
    return bus.hear(CircuitEvent.CIRCUIT_CHANGED, circuits::heard).map(circuits);
  }

  /** The circuit of this name; the first one who wants it says how it is. */
  public Circuit of(String name, CircuitConfig config) {
    return circuits.computeIfAbsent(name, _ -> {
      var circuit = new Circuit(vertx, name, config, now -> tell(now, config));
      watch(name, circuit::condition);
      if (open != null) {
        open.find(name, circuit::heardOpen);
      }
      return circuit;
    });
  }

  /**
   * Metrics tell of something that is part of this process, and so never left alone: as closed. Health
   * does not, since it depends on nothing.
   */
  public void inProcess(String name) {
    gauge(name);
  }

  /** Tells of something that has a way of its own to be left alone. */
  public void watch(String name, Supplier<Condition> condition) {
    if (conditions.put(name, condition) == null) {
      gauge(name);
    }
  }

  private void gauge(String name) {
    Gauge.builder("rag.circuit.state", () -> state(name)).tag("name", name)
        .description("0 closed, 1 tried, 2 open").register(registry);
  }

  /** What metrics are counted in. */
  public MeterRegistry registry() {
    return registry;
  }

  /** How they all are. */
  public List<Condition> conditions() {
    return conditions.values().stream().map(Supplier::get).toList();
  }

  private int state(String name) {
    var condition = conditions.get(name);
    return condition == null ? 0 : condition.get().state().number();
  }

  private void tell(Condition now, CircuitConfig config) {
    var why = Objects.requireNonNullElse(now.error(), "");
    var isOpen = now.state() == State.OPEN;
    bus.tell(CircuitEvent.CIRCUIT_CHANGED, new CircuitChanged(now.name(), isOpen, why));
    if (open != null && isOpen) {
      open.opened(now.name(), why, config.rest());
    }
  }

  private void heard(CircuitChanged change) {
    var circuit = circuits.get(change.name());
    if (circuit != null && change.open()) {
      circuit.heardOpen(change.why());
    } else if (circuit != null) {
      circuit.heardClosed();
    }
  }
}
