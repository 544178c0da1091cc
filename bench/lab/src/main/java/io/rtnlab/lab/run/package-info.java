// SPDX-License-Identifier: Apache-2.0
/**
 * A run from its settings to its document. {@code LabRun} chooses the probe, has the engine fire
 * the load, and keeps the {@code Collector}, the one thread that merges spans and lock events;
 * {@code DocumentBuilder} makes the document of what came out.
 */
@NullMarked
package io.rtnlab.lab.run;

import org.jspecify.annotations.NullMarked;
