package io.sluice.resilience;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CircuitEvent;
import io.sluice.message.CircuitEvent.CircuitChanged;
import io.sluice.resilience.Circuit.Condition;
import io.sluice.resilience.Circuit.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * The circuits of a node by their names, as metrics and health tell them. What one node finds out all
 * nodes hear. Safe for any thread.
 */
public final class Circuits {
  private final Vertx vertx;
  private final Bus bus;
  private final MeterRegistry registry;
  private final Map<String, Circuit> circuits = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<Condition>> conditions = new ConcurrentSkipListMap<>();

  private Circuits(Vertx vertx, Bus bus, MeterRegistry registry) {
    this.vertx = vertx;
    this.bus = bus;
    this.registry = registry;
  }

  /** None yet. */
  public static Future<Circuits> open(Vertx vertx, Bus bus, MeterRegistry registry) {
    var circuits = new Circuits(vertx, bus, registry);
    return bus.hear(CircuitEvent.CIRCUIT_CHANGED, circuits::heard).map(circuits);
  }

  /** The circuit of this name; the first one who wants it says how it is. */
  public Circuit of(String name, CircuitConfig config) {
    return circuits.computeIfAbsent(name, _ -> {
      var circuit = new Circuit(vertx, name, config, this::tell);
      watch(name, circuit::condition);
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

  private void tell(Condition now) {
    var error = now.error();
    bus.tell(CircuitEvent.CIRCUIT_CHANGED, new CircuitChanged(now.name(),
        now.state() == State.OPEN, error == null ? "" : error));
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
