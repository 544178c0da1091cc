// SPDX-License-Identifier: Apache-2.0

// What io.rtnlab.samples.Sample11ContainerNetwork does, with the netlink package that most CNI plugins are
// written with. "rtnlab bench cold" builds and starts it beside the sample, where go and the package are
// installed (Debian: golang-go and golang-github-vishvananda-netlink-dev):
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -o container container.go
package main

import (
	"fmt"
	"hash/fnv"
	"net"
	"os"
	"runtime"
	"strings"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
)

func main() {
	runtime.LockOSThread()
	var err error
	switch {
	case len(os.Args) == 6 && os.Args[1] == "add":
		err = add(os.Args[2], os.Args[3], os.Args[4], os.Args[5])
		fmt.Println(os.Args[3], "has", os.Args[4], "via", os.Args[5])
	case len(os.Args) == 4 && os.Args[1] == "del":
		err = del(os.Args[2], os.Args[3])
	default:
		fmt.Println("add NAMESPACE LINK ADDRESS GATEWAY | del NAMESPACE LINK")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// add connects a container with a cable, whose other end stays here and is the gateway.
func add(path, link, address, gateway string) error {
	container, err := netns.GetFromPath(path)
	if err != nil {
		return err
	}
	defer container.Close()
	here, err := netlink.NewHandle()
	if err != nil {
		return err
	}
	there, err := netlink.NewHandleAt(container)
	if err != nil {
		return err
	}
	attrs := netlink.NewLinkAttrs()
	attrs.Name = hostName(path, link)
	attrs.Flags = net.FlagUp
	veth := &netlink.Veth{LinkAttrs: attrs, PeerName: link, PeerNamespace: netlink.NsFd(int(container))}
	if err := here.LinkAdd(veth); err != nil {
		return err
	}
	if err := connect(here, there, attrs.Name, link, address, gateway); err != nil {
		here.LinkDel(veth) // and with it the other end, addresses and routes
		return err
	}
	return nil
}

func connect(here, there *netlink.Handle, host, link, address, gateway string) error {
	made, err := here.LinkByName(host)
	if err != nil {
		return err
	}
	local, err := netlink.ParseAddr(gateway + "/32")
	if err != nil {
		return err
	}
	if err := here.AddrAdd(made, local); err != nil {
		return err
	}
	inside, err := netlink.ParseAddr(address)
	if err != nil {
		return err
	}
	toContainer := &net.IPNet{IP: inside.IP, Mask: net.CIDRMask(32, 32)}
	route := &netlink.Route{LinkIndex: made.Attrs().Index, Dst: toContainer, Scope: netlink.SCOPE_LINK}
	if err := here.RouteAdd(route); err != nil {
		return err
	}
	end, err := there.LinkByName(link)
	if err != nil {
		return err
	}
	if err := there.LinkSetUp(end); err != nil {
		return err
	}
	if err := there.AddrAdd(end, inside); err != nil {
		return err
	}
	return there.RouteAdd(&netlink.Route{LinkIndex: end.Attrs().Index, Gw: net.ParseIP(gateway)})
}

// del does nothing more when it is done twice, as CNI asks.
func del(path, link string) error {
	here, err := netlink.NewHandle()
	if err != nil {
		return err
	}
	host, err := here.LinkByName(hostName(path, link))
	if err != nil {
		if strings.Contains(err.Error(), "not found") {
			return nil
		}
		return err
	}
	return here.LinkDel(host)
}

func hostName(path, link string) string {
	sum := fnv.New32a()
	sum.Write([]byte(path + " " + link))
	return fmt.Sprintf("veth%08x", sum.Sum32())
}
