package io.sluice.ingestion;

/** Which document is meant: its id counts within a collection of a tenant. */
record DocumentKey(String tenant, String collection, String document) {}
