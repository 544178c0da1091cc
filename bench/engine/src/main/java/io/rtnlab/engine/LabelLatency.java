// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** The latency of one label, over all workers, in the measured part so far. */
public record LabelLatency(String label, LabelResult.Kind kind, Latency latency) {}
