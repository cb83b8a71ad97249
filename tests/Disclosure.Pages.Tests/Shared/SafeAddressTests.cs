using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Tests.Shared;

public sealed class SafeAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/reports/620700082/2021-00002")]
    [InlineData("/?page=2&q=%E5%AE%A1")]
    [InlineData("?page=2")]
    [InlineData("#finding-1")]
    [InlineData("https://disclosure.example.gov.cn/x")]
    [InlineData("http://localhost:7071/review/token")]
    public void Of_AddressOfOurs_IsKept(string address) => Assert.Equal(address, SafeAddress.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("reports/1")]
    [InlineData("mailto:x@example.org")]
    public void Of_AnyOtherAddress_LeadsNowhere(string? address) => Assert.Equal(SafeAddress.Nowhere, SafeAddress.Of(address));
}
