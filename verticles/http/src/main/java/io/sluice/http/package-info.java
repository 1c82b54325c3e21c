/**
 * The front door. {@link io.sluice.http.HttpVerticle} wires the routes; a handler reads the request
 * strictly into one of {@link io.sluice.http.Bodies}, asks the actor that owns the matter over the
 * bus, and writes what comes: JSON ({@link io.sluice.http.Responses}), an answer's log as SSE
 * ({@link io.sluice.http.SseWriter}) or as WebSocket frames ({@link io.sluice.http.WsSession}).
 *
 * <p>A file is never gathered: {@link io.sluice.http.Upload} sends it on in pieces as it comes.
 *
 * <p>What goes wrong is a refusal; {@link io.sluice.http.Errors} is the one place that gives it a
 * status and a body.
 */
@NullMarked
package io.sluice.http;

import org.jspecify.annotations.NullMarked;
