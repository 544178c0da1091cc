// SPDX-License-Identifier: Apache-2.0
/*
 * The same work in libmnl's own style, where libmnl is installed. Only what libmnl would do otherwise
 * than plain C is here; see baseline.h for what each function does.
 */
#include "baseline.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <sys/time.h>

#define RECEIVE_BYTES (32 * 1024)
#define MAX_MESSAGES 256
#define RECEIVE_SECONDS 5

static __thread struct mnl_socket *opened;
static __thread uint32_t sequence;
static __thread char send_buffer[MAX_MESSAGES * 64] __attribute__((aligned(8)));
static __thread char receive_buffer[RECEIVE_BYTES] __attribute__((aligned(8)));
static volatile uint64_t kept_last;

const char *baseline_compiler(void)
{
	return "libmnl";
}

long baseline_open(void)
{
	struct timeval patience = { .tv_sec = RECEIVE_SECONDS };
	int on = 1;

	opened = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	if (!opened)
		return -errno;
	if (mnl_socket_bind(opened, 0, MNL_SOCKET_AUTOPID) < 0 ||
	    setsockopt(mnl_socket_get_fd(opened), SOL_SOCKET, SO_RCVTIMEO, &patience,
		       sizeof(patience)) < 0 ||
	    mnl_socket_setsockopt(opened, NETLINK_EXT_ACK, &on, sizeof(on)) < 0 ||
	    mnl_socket_setsockopt(opened, NETLINK_CAP_ACK, &on, sizeof(on)) < 0 ||
	    mnl_socket_setsockopt(opened, NETLINK_GET_STRICT_CHK, &on, sizeof(on)) < 0)
		return -errno;
	return mnl_socket_get_fd(opened);
}

long baseline_close(int fd)
{
	(void)fd;
	return mnl_socket_close(opened) < 0 ? -errno : 0;
}

static struct nlmsghdr *begin(char *at, int type, int flags)
{
	struct nlmsghdr *h = mnl_nlmsg_put_header(at);

	h->nlmsg_type = type;
	h->nlmsg_flags = NLM_F_REQUEST | flags;
	h->nlmsg_seq = ++sequence;
	return h;
}

/* Receives until an acknowledgement, an error or the end of a dump. */
static int collect(mnl_cb_t each, void *data)
{
	unsigned int port = mnl_socket_get_portid(opened);
	int result = MNL_CB_OK;

	while (result > MNL_CB_STOP) {
		ssize_t bytes =
			mnl_socket_recvfrom(opened, receive_buffer, sizeof(receive_buffer));

		if (bytes < 0)
			return -errno;
		result = mnl_cb_run(receive_buffer, bytes, 0, port, each, data);
	}
	return result < 0 ? -errno : 0;
}

long baseline_routes(int fd, int type, uint32_t first, long count, int per_send, uint32_t link,
		     uint32_t next_hop)
{
	int flags = type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0;

	(void)fd;
	for (long done = 0; done < count;) {
		char *at = send_buffer;
		struct nlmsghdr *last = NULL;
		int result;

		for (int i = 0; i < per_send && done < count; i++, done++) {
			struct rtmsg *r;

			last = begin(at, type, flags);
			r = mnl_nlmsg_put_extra_header(last, sizeof(*r));
			r->rtm_family = AF_INET;
			r->rtm_dst_len = 32;
			r->rtm_table = RT_TABLE_MAIN;
			r->rtm_protocol = RTPROT_BOOT;
			r->rtm_scope = next_hop ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK;
			r->rtm_type = RTN_UNICAST;
			mnl_attr_put_u32(last, RTA_DST, htonl(first + done));
			if (next_hop)
				mnl_attr_put_u32(last, RTA_NH_ID, next_hop);
			else
				mnl_attr_put_u32(last, RTA_OIF, link);
			at = mnl_nlmsg_get_payload_tail(last);
		}
		last->nlmsg_flags |= NLM_F_ACK;
		if (mnl_socket_sendto(opened, send_buffer, at - send_buffer) < 0)
			return -errno;
		result = collect(NULL, NULL);
		if (result)
			return result;
	}
	return count;
}

struct reading {
	long units;
	uint64_t kept;
};

static int read_route(const struct nlmsghdr *h, void *data)
{
	struct reading *reading = data;
	const struct rtmsg *r = mnl_nlmsg_get_payload(h);
	const struct nlattr *a;

	reading->units++;
	reading->kept += r->rtm_dst_len;
	mnl_attr_for_each(a, h, sizeof(*r)) {
		switch (mnl_attr_get_type(a)) {
		case RTA_DST:
			reading->kept += ntohl(mnl_attr_get_u32(a));
			break;
		case RTA_OIF:
		case RTA_TABLE:
			reading->kept += mnl_attr_get_u32(a);
			break;
		}
	}
	return MNL_CB_OK;
}

static int read_link(const struct nlmsghdr *h, void *data)
{
	struct reading *reading = data;
	const struct ifinfomsg *l = mnl_nlmsg_get_payload(h);
	const struct nlattr *a;

	reading->units++;
	reading->kept += l->ifi_index + l->ifi_flags;
	mnl_attr_for_each(a, h, sizeof(*l)) {
		switch (mnl_attr_get_type(a)) {
		case IFLA_IFNAME:
			reading->kept += mnl_attr_get_payload_len(a);
			break;
		case IFLA_MTU:
			reading->kept += mnl_attr_get_u32(a);
			break;
		}
	}
	return MNL_CB_OK;
}

static long dump(struct nlmsghdr *request, mnl_cb_t each)
{
	struct reading reading = { 0 };
	int result;

	if (mnl_socket_sendto(opened, request, request->nlmsg_len) < 0)
		return -errno;
	result = collect(each, &reading);
	kept_last = reading.kept;
	return result ? result : reading.units;
}

long baseline_dump_routes(int fd, uint32_t table)
{
	struct nlmsghdr *h = begin(send_buffer, RTM_GETROUTE, NLM_F_DUMP);
	struct rtmsg *r = mnl_nlmsg_put_extra_header(h, sizeof(*r));

	(void)fd;
	r->rtm_family = AF_INET;
	mnl_attr_put_u32(h, RTA_TABLE, table);
	return dump(h, read_route);
}

long baseline_dump_links(int fd)
{
	struct nlmsghdr *h = begin(send_buffer, RTM_GETLINK, NLM_F_DUMP);

	(void)fd;
	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	return dump(h, read_link);
}

long baseline_kept(void)
{
	return kept_last;
}
