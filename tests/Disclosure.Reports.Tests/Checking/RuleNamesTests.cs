using System.Reflection;
using Disclosure.Reports.Checking;

namespace Disclosure.Reports.Tests.Checking;

public sealed class RuleNamesTests
{
    [Fact]
    public void All_Names_AreThoseThatTheRulesDeclare()
    {
        var declared =
            from type in typeof(ICheckRule).Assembly.GetTypes()
            where type.IsClass && typeof(ICheckRule).IsAssignableFrom(type)
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.IsLiteral && field.FieldType == typeof(string)
            select (string)field.GetRawConstantValue()!;

        Assert.Equal(declared.Order(StringComparer.Ordinal), RuleNames.All.Order(StringComparer.Ordinal));
    }
}
