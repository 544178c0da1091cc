/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the bridges are compared with: the same work as bench/microbench does in Java, in the C that
 * a careful author would write by hand. Every function returns the units it did, or -errno.
 */
#ifndef RTNLAB_BASELINE_H
#define RTNLAB_BASELINE_H

#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* What compiled this. */
EXPORT const char *baseline_compiler(void);

/* A bound NETLINK_ROUTE socket set up like PortOptions.DEFAULT, in the caller's network namespace. */
EXPORT long baseline_open(void);
EXPORT long baseline_close(int fd);

/* A send too long for the socket, refused at once: a system call that does next to nothing. */
EXPORT long baseline_refused_sends(int fd, long count);

/* NLMSG_NOOP with NLM_F_ACK on each, per_send messages in a datagram. */
EXPORT long baseline_no_ops(int fd, long count, int per_send);

/*
 * RTM_NEWROUTE or RTM_DELROUTE of IPv4 /32 from `first` on, ACK on the last of each datagram; out by
 * link `link`, or by next hop `next_hop` where that is not 0.
 */
EXPORT long baseline_routes(int fd, int type, uint32_t first, long count, int per_send,
			    uint32_t link, uint32_t next_hop);

/* RTM_GETROUTE of one IPv4 address each, per_send in a datagram. */
EXPORT long baseline_lookups(int fd, uint32_t first, long count, int per_send);

/* Dumps of all IPv4 routes of a table, and of all links; every attribute is visited. */
EXPORT long baseline_dump_routes(int fd, uint32_t table);
EXPORT long baseline_dump_links(int fd);

/*
 * The user's share alone: no system call. Encoding writes whole messages, patching only what differs
 * from the last datagram; parsing goes over one received datagram until `count` messages are read.
 */
EXPORT long baseline_encode_routes(void *datagram, uint32_t first, long count, int per_send,
				   uint32_t link);
EXPORT long baseline_patch_routes(void *datagram, uint32_t first, long count, int per_send,
				  uint32_t link);
EXPORT long baseline_parse_routes(const void *datagram, int bytes, long count);
EXPORT long baseline_parse_links(const void *datagram, int bytes, long count);

/* What the readers kept of the last dump or parse. */
EXPORT long baseline_kept(void);

#endif
