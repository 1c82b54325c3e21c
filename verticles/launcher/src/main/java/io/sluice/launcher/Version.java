package io.sluice.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var version = Version.class.getPackage().getImplementationVersion();
    return new String[]{"Sluice " + (version == null ? "(not packaged)" : version)};
  }
}
