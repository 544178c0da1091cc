// SPDX-License-Identifier: Apache-2.0
/**
 * Decodes what the kernel writes into the ring buffer of a tracing instance, page by page, without
 * a system call: the same decoder serves live buffers and recorded files ({@link
 * io.rtnlab.probes.tracebuffer.PageCursor}, {@link
 * io.rtnlab.probes.tracebuffer.ContentionDecoder}). The layout of an event comes from the kernel's
 * own format files ({@link io.rtnlab.probes.tracebuffer.EventFormat}).
 *
 * <pre>
 *  a sub-buffer of the ring buffer (kernel/trace/ring_buffer.c, struct buffer_data_page)
 *
 *   0                8                16
 *  ┌────────────────┬────────────────┬───────┬───────┬───┬──────────────┬─────────────────
 *  │ u64 time stamp │ long commit    │ event │ event │ … │ u64 how many │ what was here before
 *  └────────────────┴────────────────┴───────┴───────┴───┴──────────────┴─────────────────
 *                     bits 0–19 bytes of events            events were missed before this
 *                     bit 30    the missed are counted     sub-buffer, if bits 30 and 31
 *                     bit 31    events were missed
 *
 *  an event (include/linux/ring_buffer.h, struct ring_buffer_event)
 *
 *   bits 0–4 type_len   5–31 time_delta   then u32 array[]
 *        1–28           since the last    data of type_len × 4 bytes
 *        0              since the last    array[0] bytes, itself included, then the data
 *        29 padding     –                 array[0] bytes to skip; time_delta 0: nothing follows
 *        30 time extend low 27 bits       array[0] holds the high bits of the delta
 *        31 time stamp  low 27 bits       array[0] holds the high bits of the absolute time
 * </pre>
 */
@NullMarked
package io.rtnlab.probes.tracebuffer;

import org.jspecify.annotations.NullMarked;
