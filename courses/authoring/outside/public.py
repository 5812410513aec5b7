"""Which machines the whole world may call. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# Numbers that carry one of IPv4 in their last four bytes, and one that belongs to whoever runs the network.
CARRIERS = tuple(map(IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96")))
NETWORKS_OWN = IPv6Network("64:ff9b:1::/48")


def is_public(number: str) -> bool:
    """Whether this is a machine on the open web: no private or special number, and none that stands for one."""
    address = ip_address(number.partition("%")[0])
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return True
    if address.is_site_local or address in NETWORKS_OWN:
        return False
    return all(inner.is_global and not inner.is_multicast for inner in carried(address))


def carried(address: IPv6Address) -> list[IPv4Address]:
    """The numbers of IPv4 that a number of IPv6 stands for."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in CARRIERS):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]
