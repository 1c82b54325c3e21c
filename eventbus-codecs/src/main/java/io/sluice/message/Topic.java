package io.sluice.message;

/** What everyone may hear who wants to, on all nodes: where it is told, and what it is. */
public record Topic<M extends Message>(String address, Class<M> type) {}
