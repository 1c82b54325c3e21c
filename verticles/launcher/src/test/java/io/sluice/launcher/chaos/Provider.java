package io.sluice.launcher.chaos;

import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import io.sluice.testservers.ScriptedModel.Act;
import java.net.URI;

/** The gateway's only model, which can be told what to do, to go, and to come back to the same port. */
final class Provider implements AutoCloseable {
  private static final Act WELL = Acts.saysSlowly("The code is on the card at the door [1].");

  private ScriptedModel model = ScriptedModel.start();
  private final int port = URI.create(model.url()).getPort();

  Provider() {
    behave();
  }

  synchronized ScriptedModel model() {
    return model;
  }

  synchronized void behave() {
    model.otherwise(WELL);
  }

  synchronized void does(Act act) {
    model.otherwise(act);
  }

  /** Nobody listens at its port any more, and who is connected is cut off. */
  synchronized void go() {
    model.close();
  }

  synchronized void comeBack() {
    model = ScriptedModel.start(port);
    behave();
  }

  static Act well() {
    return WELL;
  }

  @Override
  public synchronized void close() {
    model.close();
  }
}
