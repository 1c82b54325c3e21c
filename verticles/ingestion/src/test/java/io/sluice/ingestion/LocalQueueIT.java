package io.sluice.ingestion;

class LocalQueueIT extends QueueContract {

  @Override
  void limit() {
    maxQueued = LIMIT;
  }

  @Override
  void forget() {}
}
