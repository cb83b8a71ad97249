using Disclosure.Reports.Content;

namespace Disclosure.Reports.Tests.Content;

public sealed class ReportTitleTests
{
    [Theory]
    [InlineData("张掖市审计局2019年政府信息公开工作年度报告", 2019)]
    [InlineData("２０２０ 年度报告", 2020)]
    [InlineData("2021年关于2020年的报告", 2021)]
    [InlineData("张掖市审计局政府信息公开工作年度报告", null)]
    [InlineData("第12019年", null)]
    [InlineData("", null)]
    public void YearOf_Title_IsTheFirstYearNamed(string title, int? expected) => Assert.Equal(expected, ReportTitle.YearOf(title));
}
