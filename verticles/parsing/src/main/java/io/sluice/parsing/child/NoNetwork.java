package io.sluice.parsing.child;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Refuses every connection that a library would open: a document is read without asking anybody. */
final class NoNetwork extends ProxySelector {

  @Override
  public List<Proxy> select(URI uri) {
    throw new IllegalArgumentException("documents are read without a network: " + uri.getHost());
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
