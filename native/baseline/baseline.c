// SPDX-License-Identifier: Apache-2.0
#include "baseline.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define RECEIVE_BYTES (32 * 1024)
#define MAX_MESSAGES 256
#define RECEIVE_SECONDS 5

static __thread uint32_t sequence;
static __thread char send_buffer[MAX_MESSAGES * 64] __attribute__((aligned(8)));
static __thread char receive_buffer[RECEIVE_BYTES] __attribute__((aligned(8)));

/* What a reader of a route or link would keep, so that reading it is not optimised away. */
static volatile uint64_t kept_last;

const char *baseline_compiler(void)
{
#ifdef __clang__
	return "clang " __clang_version__ ", " FLAGS;
#else
	return "gcc " __VERSION__ ", " FLAGS;
#endif
}

/* ---- the socket ---------------------------------------------------------------------------- */

static int set(int fd, int option)
{
	int on = 1;

	return setsockopt(fd, SOL_NETLINK, option, &on, sizeof(on));
}

long baseline_open(void)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	struct timeval patience = { .tv_sec = RECEIVE_SECONDS };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	int error;

	if (fd < 0)
		return -errno;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) < 0 ||
	    set(fd, NETLINK_EXT_ACK) < 0 || set(fd, NETLINK_CAP_ACK) < 0 ||
	    set(fd, NETLINK_GET_STRICT_CHK) < 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		error = errno;
		close(fd);
		return -error;
	}
	return fd;
}

long baseline_close(int fd)
{
	return close(fd) < 0 ? -errno : 0;
}

static int receive(int fd)
{
	ssize_t bytes = recv(fd, receive_buffer, sizeof(receive_buffer), MSG_TRUNC);

	if (bytes < 0)
		return -errno;
	return bytes > (ssize_t)sizeof(receive_buffer) ? -EMSGSIZE : (int)bytes;
}

/* Waits for the acknowledgement of message `last`; reports the first error on the way. */
static int collect(int fd, uint32_t last)
{
	int error = 0;

	for (;;) {
		int left = receive(fd);

		if (left < 0)
			return left;
		for (struct nlmsghdr *h = (void *)receive_buffer; NLMSG_OK(h, left);
		     h = NLMSG_NEXT(h, left)) {
			if (h->nlmsg_type != NLMSG_ERROR)
				continue;
			if (!error)
				error = ((struct nlmsgerr *)NLMSG_DATA(h))->error;
			if (h->nlmsg_seq == last)
				return error;
		}
	}
}

static int transmit(int fd, const void *datagram, size_t bytes)
{
	return send(fd, datagram, bytes, 0) < 0 ? -errno : 0;
}

/* ---- requests ------------------------------------------------------------------------------ */

static struct nlmsghdr *begin(char *at, int type, int flags, size_t header_bytes)
{
	struct nlmsghdr *h = (void *)at;

	h->nlmsg_len = NLMSG_LENGTH(header_bytes);
	h->nlmsg_type = type;
	h->nlmsg_flags = NLM_F_REQUEST | flags;
	h->nlmsg_seq = ++sequence;
	h->nlmsg_pid = 0;
	memset(NLMSG_DATA(h), 0, header_bytes);
	return h;
}

static void put_u32(struct nlmsghdr *h, int type, uint32_t value)
{
	struct rtattr *a = (void *)((char *)h + h->nlmsg_len);

	a->rta_type = type;
	a->rta_len = RTA_LENGTH(sizeof(value));
	memcpy(RTA_DATA(a), &value, sizeof(value));
	h->nlmsg_len += RTA_SPACE(sizeof(value));
}

static struct nlmsghdr *route(char *at, int type, int flags, uint32_t destination, uint32_t link,
			      uint32_t next_hop)
{
	struct nlmsghdr *h = begin(at, type, flags, sizeof(struct rtmsg));
	struct rtmsg *r = NLMSG_DATA(h);

	r->rtm_family = AF_INET;
	r->rtm_dst_len = 32;
	r->rtm_table = RT_TABLE_MAIN;
	r->rtm_protocol = RTPROT_BOOT;
	r->rtm_scope = next_hop ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK;
	r->rtm_type = RTN_UNICAST;
	put_u32(h, RTA_DST, htonl(destination));
	if (next_hop)
		put_u32(h, RTA_NH_ID, next_hop);
	else
		put_u32(h, RTA_OIF, link);
	return h;
}

long baseline_refused_sends(int fd, long count)
{
	static const char too_long[1 << 20];

	for (long i = 0; i < count; i++) {
		if (send(fd, too_long, sizeof(too_long), 0) >= 0 || errno != EMSGSIZE)
			return -EPROTO;
	}
	return count;
}

long baseline_no_ops(int fd, long count, int per_send)
{
	for (long done = 0; done < count; done += per_send) {
		char *at = send_buffer;
		int result;

		for (int i = 0; i < per_send; i++)
			at += begin(at, NLMSG_NOOP, NLM_F_ACK, 0)->nlmsg_len;
		result = transmit(fd, send_buffer, at - send_buffer);
		if (!result)
			result = collect(fd, sequence);
		if (result)
			return result;
	}
	return count;
}

long baseline_routes(int fd, int type, uint32_t first, long count, int per_send, uint32_t link,
		     uint32_t next_hop)
{
	int flags = type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0;

	for (long done = 0; done < count;) {
		char *at = send_buffer;
		struct nlmsghdr *last = NULL;
		int result;

		for (int i = 0; i < per_send && done < count; i++, done++) {
			last = route(at, type, flags, first + done, link, next_hop);
			at += last->nlmsg_len;
		}
		last->nlmsg_flags |= NLM_F_ACK;
		result = transmit(fd, send_buffer, at - send_buffer);
		if (!result)
			result = collect(fd, sequence);
		if (result)
			return result;
	}
	return count;
}

/* ---- answers ------------------------------------------------------------------------------- */

static inline uint32_t get_u32(const struct rtattr *a)
{
	uint32_t value;

	memcpy(&value, RTA_DATA(a), sizeof(value));
	return value;
}

static uint64_t visit_route(const struct nlmsghdr *h)
{
	const struct rtmsg *r = NLMSG_DATA(h);
	int left = RTM_PAYLOAD(h);
	uint64_t kept = r->rtm_dst_len;

	for (const struct rtattr *a = RTM_RTA(r); RTA_OK(a, left); a = RTA_NEXT(a, left)) {
		switch (a->rta_type) {
		case RTA_DST:
			kept += ntohl(get_u32(a));
			break;
		case RTA_OIF:
		case RTA_TABLE:
			kept += get_u32(a);
			break;
		}
	}
	return kept;
}

static uint64_t visit_link(const struct nlmsghdr *h)
{
	const struct ifinfomsg *l = NLMSG_DATA(h);
	int left = NLMSG_PAYLOAD(h, sizeof(*l));
	uint64_t kept = l->ifi_index + l->ifi_flags;

	for (const struct rtattr *a = IFLA_RTA(l); RTA_OK(a, left); a = RTA_NEXT(a, left)) {
		switch (a->rta_type & NLA_TYPE_MASK) {
		case IFLA_IFNAME:
			kept += RTA_PAYLOAD(a);
			break;
		case IFLA_MTU:
			kept += get_u32(a);
			break;
		}
	}
	return kept;
}

static long dump(int fd, uint16_t wanted, uint64_t (*visit)(const struct nlmsghdr *))
{
	long units = 0;
	uint64_t kept = 0;

	for (;;) {
		int left = receive(fd);

		if (left < 0)
			return left;
		for (const struct nlmsghdr *h = (void *)receive_buffer; NLMSG_OK(h, left);
		     h = NLMSG_NEXT(h, left)) {
			if (h->nlmsg_seq != sequence)
				continue;
			if (h->nlmsg_flags & NLM_F_DUMP_INTR)
				return -EINTR;
			if (h->nlmsg_type == wanted) {
				kept += visit(h);
				units++;
			} else if (h->nlmsg_type == NLMSG_DONE || h->nlmsg_type == NLMSG_ERROR) {
				int error = *(int *)NLMSG_DATA(h);

				kept_last = kept;
				return error ? error : units;
			}
		}
	}
}

long baseline_dump_routes(int fd, uint32_t table)
{
	struct nlmsghdr *h =
		begin(send_buffer, RTM_GETROUTE, NLM_F_DUMP, sizeof(struct rtmsg));
	int result;

	((struct rtmsg *)NLMSG_DATA(h))->rtm_family = AF_INET;
	put_u32(h, RTA_TABLE, table);
	result = transmit(fd, h, h->nlmsg_len);
	return result ? result : dump(fd, RTM_NEWROUTE, visit_route);
}

long baseline_dump_links(int fd)
{
	struct nlmsghdr *h =
		begin(send_buffer, RTM_GETLINK, NLM_F_DUMP, sizeof(struct ifinfomsg));
	int result = transmit(fd, h, h->nlmsg_len);

	return result ? result : dump(fd, RTM_NEWLINK, visit_link);
}

long baseline_lookups(int fd, uint32_t first, long count, int per_send)
{
	for (long done = 0; done < count;) {
		char *at = send_buffer;
		int sent = 0, result;

		for (; sent < per_send && done < count; sent++, done++) {
			struct nlmsghdr *h =
				begin(at, RTM_GETROUTE, 0, sizeof(struct rtmsg));
			struct rtmsg *r = NLMSG_DATA(h);

			r->rtm_family = AF_INET;
			r->rtm_dst_len = 32;
			put_u32(h, RTA_DST, htonl(first + done));
			at += h->nlmsg_len;
		}
		result = transmit(fd, send_buffer, at - send_buffer);
		if (result)
			return result;
		while (sent > 0) {
			int left = receive(fd);

			if (left < 0)
				return left;
			for (const struct nlmsghdr *h = (void *)receive_buffer; NLMSG_OK(h, left);
			     h = NLMSG_NEXT(h, left), sent--) {
				if (h->nlmsg_type != RTM_NEWROUTE)
					return -EPROTO;
			}
		}
	}
	return count;
}

/* ---- the user's share alone ---------------------------------------------------------------- */

long baseline_encode_routes(void *datagram, uint32_t first, long count, int per_send, uint32_t link)
{
	for (long done = 0; done < count;) {
		char *at = datagram;

		for (int i = 0; i < per_send && done < count; i++, done++)
			at += route(at, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, first + done, link,
				    0)->nlmsg_len;
		__asm__ volatile("" ::: "memory"); /* as if it were sent */
	}
	return count;
}

long baseline_patch_routes(void *datagram, uint32_t first, long count, int per_send, uint32_t link)
{
	struct nlmsghdr *h = route(datagram, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, first, link, 0);
	size_t stride = h->nlmsg_len;
	size_t destination = NLMSG_LENGTH(sizeof(struct rtmsg)) + RTA_LENGTH(0);

	for (int i = 1; i < per_send; i++)
		memcpy((char *)datagram + i * stride, h, stride);
	for (long done = 0; done < count;) {
		char *at = datagram;

		for (int i = 0; i < per_send && done < count; i++, done++, at += stride) {
			uint32_t address = htonl(first + done);

			((struct nlmsghdr *)at)->nlmsg_seq = ++sequence;
			memcpy(at + destination, &address, sizeof(address));
		}
		__asm__ volatile("" ::: "memory"); /* as if it were sent */
	}
	return count;
}

static long parse(const void *datagram, int bytes, long count,
		  uint64_t (*visit)(const struct nlmsghdr *))
{
	long units = 0;
	uint64_t kept = 0;

	while (units < count) {
		int left = bytes;

		for (const struct nlmsghdr *h = datagram; NLMSG_OK(h, left);
		     h = NLMSG_NEXT(h, left), units++)
			kept += visit(h);
		__asm__ volatile("" ::: "memory"); /* as if it had just come */
	}
	kept_last = kept;
	return units;
}

long baseline_parse_routes(const void *datagram, int bytes, long count)
{
	return parse(datagram, bytes, count, visit_route);
}

long baseline_parse_links(const void *datagram, int bytes, long count)
{
	return parse(datagram, bytes, count, visit_link);
}

long baseline_kept(void)
{
	return kept_last;
}
