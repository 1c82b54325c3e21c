/**
 * What is in {@code docker/}: the image's own command is run without an engine for containers
 * ({@link io.sluice.launcher.containers.ImageIT}), and what Compose and Kubernetes are told is read as they
 * read it and compared with the rest of the project.
 */
@NullMarked
package io.sluice.launcher.containers;

import org.jspecify.annotations.NullMarked;
